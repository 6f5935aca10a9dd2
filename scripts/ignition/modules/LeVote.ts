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
  const SemaphoreProofs = m.library("SemaphoreProofs");
  const Opening = m.library("Opening");
  const committee = m.contract("Committee");
  const openPoll = m.contract("OpenPoll", [], { libraries: { SemaphoreProofs } });
  const sealedPoll = m.contract("SealedPoll", [], {
    libraries: { SemaphoreProofs, Opening },
  });
  const implementations = { invitationRoll, tokenRoll, openRoll, committee, openPoll, sealedPoll };

  const leVote = m.contract("LeVote", [semaphore, { rollClosing, voting }, implementations]);
  return { leVote, semaphore, verifier, ...implementations };
});
