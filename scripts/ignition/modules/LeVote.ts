import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** Everything that stands on one chain: Semaphore, the implementations that are cloned, and LeVote, last. */
export default buildModule("LeVote", (m) => {
  const rollClosing = m.getParameter<number>("rollClosing");
  const voting = m.getParameter<number>("voting");
  const removalNotice = m.getParameter<number>("removalNotice");

  const PoseidonT3 = m.library("PoseidonT3");
  const libraries = { PoseidonT3 };
  const verifier = m.contract("SemaphoreVerifier");
  const semaphore = m.contract("Semaphore", [verifier], { libraries });

  const invitationRoll = m.contract("InvitationRoll", [semaphore, removalNotice], { libraries });
  const tokenRoll = m.contract("TokenRoll", [semaphore, removalNotice], { libraries });
  const openRoll = m.contract("OpenRoll", [semaphore, removalNotice], { libraries });
  const openPoll = m.contract("OpenPoll", [verifier]);

  const leVote = m.contract("LeVote", [
    semaphore,
    { rollClosing, voting },
    invitationRoll,
    tokenRoll,
    openRoll,
    openPoll,
  ]);
  return { leVote, semaphore, verifier, invitationRoll, tokenRoll, openRoll, openPoll };
});
