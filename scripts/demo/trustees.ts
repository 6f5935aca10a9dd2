import { randomBytes } from "node:crypto";
import type { Address, Hex } from "viem";
import { type Texts, writeDocument } from "../../dapp/src/protocol/documents.ts";
import * as actions from "../../dapp/src/protocol/sealed/actions.ts";
import * as making from "../../dapp/src/protocol/sealed/committee.ts";
import type { Point } from "../../dapp/src/protocol/sealed/curve.ts";
import { drawEncryptionKeys, sealShare } from "../../dapp/src/protocol/sealed/shareCipher.ts";
import { writeTrusteeBackup } from "../../dapp/src/protocol/sealed/trusteeBackup.ts";
import { COMMITTEE } from "./calendar.ts";
import type { Provers } from "./provers.ts";
import { createdIn, type Scribe } from "./scribe.ts";
import { COUNCIL } from "./sealedDocuments.ts";

/** Trustees needed to open a total. */
const THRESHOLD = 2;

/** What a visitor needs to play a trustee. */
export interface DemoTrustee {
  /** 1 … n; also the place of its account among the node's. */
  trustee: number;
  account: Address;
  role: Texts;
  /** The backup file's text, and the password that opens it. */
  backup: string;
  password: string;
}

/** The committee of the demonstration, with all that its trustees' own devices would know. */
export class Trustees {
  private constructor(
    readonly address: Address,
    readonly key: Point,
    /** x_j, from trustee 1 on. */
    readonly secrets: readonly bigint[],
    /** Ready somewhat later: passwords are stretched. */
    readonly backups: Promise<DemoTrustee[]>,
  ) {}

  /** Makes the key in the three visits of every trustee. @param at turns an offset of the calendar into UNIX seconds. */
  static async assemble(
    scribe: Scribe,
    { leVote, chainId }: { leVote: Address; chainId: number },
    provers: Provers,
    at: (offset: number) => number,
  ): Promise<Trustees> {
    const shape = { threshold: THRESHOLD, size: COUNCIL.trustees.length };
    const numbers = COUNCIL.trustees.map((_, i) => i + 1);
    const accounts = numbers.map((trustee) => scribe.account(trustee));
    let time = at(COMMITTEE.named);
    const visit = (request: Parameters<Scribe["send"]>[0], from?: Address) => {
      time += COMMITTEE.apart;
      return scribe.send(request, time, from);
    };
    const naming = actions.createCommittee(leVote, THRESHOLD, accounts, writeDocument(COUNCIL));
    const committee = createdIn(await visit(naming));

    const members = numbers.map((trustee) => ({
      trustee,
      account: scribe.account(trustee),
      keys: drawEncryptionKeys(),
      polynomial: making.drawPolynomial(shape),
    }));
    const secrets = numbers.map((trustee) =>
      making.combineShares(members.map(({ polynomial }) => making.shareFor(polynomial, trustee))),
    );
    const secretOf = (trustee: number) => secrets[trustee - 1] as bigint;
    const confirmations = members.map(({ trustee }) => {
      const proof = provers.confirm({
        statement: { chainId, committee, trustee },
        secret: secretOf(trustee),
      });
      // Awaited at its visit; a failure before that must not end the whole process.
      proof.catch(() => undefined);
      return { trustee, proof };
    });

    for (const { account, keys } of members)
      await visit(actions.acceptTrust(committee, keys.public), account);
    for (const dealer of members) {
      const shares = members.map(({ trustee, keys }): Promise<Hex> | Hex => {
        if (trustee === dealer.trustee) return "0x";
        const route = { chainId, committee, dealer: dealer.trustee, recipient: trustee };
        return sealShare(route, dealer.keys, keys.public, making.shareFor(dealer.polynomial, trustee));
      });
      const dealing = actions.dealShares(
        committee,
        making.commit(dealer.polynomial),
        await Promise.all(shares),
      );
      await visit(dealing, dealer.account);
    }
    for (const { trustee, proof } of confirmations)
      await visit(actions.confirmKey(committee, await proof), scribe.account(trustee));

    const backups = Promise.all(
      members.map(async ({ trustee, account, keys, polynomial }): Promise<DemoTrustee> => {
        const secret = {
          encryptionSecret: keys.secret,
          polynomial: [...polynomial],
          secret: secretOf(trustee),
        };
        const password = randomBytes(8).toString("hex");
        const backup = await writeTrusteeBackup({ chainId, committee, trustee, ...secret }, password);
        const role = COUNCIL.trustees[trustee - 1]?.label ?? {};
        return { trustee, account, role, backup, password };
      }),
    );
    backups.catch(() => undefined);
    const key = making.jointKey(members.map(({ polynomial }) => making.commit(polynomial)));
    return new Trustees(committee, key, secrets, backups);
  }
}
