import { type Address, type Hex, parseEventLogs } from "viem";
import { committeeAbi } from "../../dapp/src/protocol/generated/abi.ts";
import * as actions from "../../dapp/src/protocol/sealed/actions.ts";
import {
  type Commitments,
  type CommitteeShape,
  combineShares,
  commit,
  drawPolynomial,
  isShareOf,
  type Polynomial,
  shareFor,
} from "../../dapp/src/protocol/sealed/committee.ts";
import type { Point } from "../../dapp/src/protocol/sealed/curve.ts";
import type { FoldedProof } from "../../dapp/src/protocol/sealed/foldedProof.ts";
import {
  drawEncryptionKeys,
  type EncryptionKeys,
  openShare,
  sealShare,
} from "../../dapp/src/protocol/sealed/shareCipher.ts";
import type { DecryptionShare } from "../../dapp/src/protocol/sealed/trusteeProof.ts";
import { provers } from "./proving.ts";
import { createdIn } from "./town.ts";
import type { World } from "./world.ts";

/** Account of trustee 1; the others follow. */
const FIRST_ACCOUNT = 11;

export const toPoints = (coordinates: readonly bigint[]): Point[] =>
  Array.from({ length: coordinates.length / 2 }, (_, i) => ({
    x: coordinates[2 * i] as bigint,
    y: coordinates[2 * i + 1] as bigint,
  }));

/** A committee on the chain and what its trustees' own devices know. Trustees are numbered from 1. */
export class Council {
  readonly #keys: EncryptionKeys[];
  readonly #polynomials: Polynomial[];

  private constructor(
    readonly world: World,
    readonly address: Address,
    readonly shape: CommitteeShape,
  ) {
    this.#keys = this.trustees.map(drawEncryptionKeys);
    this.#polynomials = this.trustees.map(() => drawPolynomial(shape));
  }

  static async name(world: World, threshold: number, size: number, creator = 0): Promise<Council> {
    const accounts = Array.from({ length: size }, (_, i) => world.account(FIRST_ACCOUNT + i));
    const document = `{"trustees":"${threshold} of ${size}"}`;
    const call = actions.createCommittee(world.leVote, threshold, accounts, document);
    return new Council(world, createdIn(await world.send(call, creator)), { threshold, size });
  }

  /** A committee that is ready, in the three visits of every trustee. */
  static async assemble(world: World, threshold: number, size: number): Promise<Council> {
    const council = await Council.name(world, threshold, size);
    for (const trustee of council.trustees) await council.accept(trustee);
    for (const trustee of council.trustees) await council.deal(trustee);
    const proofs = await Promise.all(council.trustees.map((trustee) => council.confirmation(trustee)));
    for (const trustee of council.trustees) await council.confirm(trustee, proofs[trustee - 1]);
    return council;
  }

  get trustees(): number[] {
    return Array.from({ length: this.shape.size }, (_, i) => i + 1);
  }

  account(trustee: number): number {
    return FIRST_ACCOUNT + trustee - 1;
  }

  accept(trustee: number) {
    const key = (this.#keys[trustee - 1] as EncryptionKeys).public;
    return this.world.send(actions.acceptTrust(this.address, key), this.account(trustee));
  }

  commitments(trustee: number): Point[] {
    return commit(this.#polynomials[trustee - 1] as Polynomial);
  }

  /** What a trustee sends to deal, its shares sealed for the keys that were posted. */
  async dealing(trustee: number, commitments: Commitments = this.commitments(trustee)) {
    const shares: Hex[] = [];
    for (const recipient of this.trustees) {
      const share = shareFor(this.#polynomials[trustee - 1] as Polynomial, recipient);
      const [dealer, to] = [this.#keys[trustee - 1], this.#keys[recipient - 1]] as EncryptionKeys[];
      const sealed = sealShare(
        this.#route(trustee, recipient),
        dealer as EncryptionKeys,
        to?.public as Hex,
        share,
      );
      shares.push(recipient === trustee ? "0x" : await sealed);
    }
    return actions.dealShares(this.address, commitments, shares);
  }

  async deal(trustee: number) {
    return this.world.send(await this.dealing(trustee), this.account(trustee));
  }

  /** x_j, from what the chain's events brought to this trustee. */
  async secret(trustee: number): Promise<bigint> {
    const { address } = this;
    const logs = await this.world.clients.reader.getLogs({ address, fromBlock: 0n });
    const accepted = parseEventLogs({ abi: committeeAbi, logs, eventName: "TrusteeAccepted" });
    const dealt = parseEventLogs({ abi: committeeAbi, logs, eventName: "SharesDealt" });
    const own = this.#keys[trustee - 1] as EncryptionKeys;
    const shares = await Promise.all(
      dealt.map(async ({ args }) => {
        const dealer = Number(args.trustee);
        if (dealer === trustee) return shareFor(this.#polynomials[trustee - 1] as Polynomial, trustee);
        const key = accepted.find((event) => event.args.trustee === args.trustee)?.args.encryptionKey as Hex;
        const sealed = args.shares[trustee - 1] as Hex;
        const share = await openShare(this.#route(dealer, trustee), own, key, sealed);
        if (!isShareOf(toPoints(args.commitments), trustee, share))
          throw new Error(`trustee ${dealer} cheats`);
        return share;
      }),
    );
    return combineShares(shares);
  }

  async confirmation(trustee: number, secret?: bigint): Promise<FoldedProof> {
    const statement = { chainId: this.world.chainId, committee: this.address, trustee };
    return provers().confirm({ statement, secret: secret ?? (await this.secret(trustee)) });
  }

  async confirm(trustee: number, proof?: FoldedProof) {
    const call = actions.confirmKey(this.address, proof ?? (await this.confirmation(trustee)));
    return this.world.send(call, this.account(trustee));
  }

  async key(): Promise<Point> {
    const [x, y] = await this.world.committee(this.address).read.electionKey();
    return { x, y };
  }

  /** A trustee's part of the poll's totals, as they stand on the chain now, with its proof. */
  async sharing(poll: Address, trustee: number): Promise<{ share: DecryptionShare; proof: FoldedProof }> {
    const points = toPoints(await this.world.sealedPoll(poll).read.encryptedTotals());
    const R = points.filter((_, i) => i % 2 === 0);
    const phase = "share" as const;
    const statement = { chainId: this.world.chainId, committee: this.address, trustee, phase, poll };
    return provers().share({ statement, secret: await this.secret(trustee), R });
  }

  async share(poll: Address, trustee: number): Promise<DecryptionShare> {
    const { share, proof } = await this.sharing(poll, trustee);
    await this.world.send(actions.publishShare(poll, share, proof), this.account(trustee));
    return share;
  }

  #route(dealer: number, recipient: number) {
    return { chainId: this.world.chainId, committee: this.address, dealer, recipient };
  }
}
