import { expect } from "chai";
import { type Hex, numberToHex } from "viem";
import { chainReader } from "../../dapp/src/protocol/chain.ts";
import type { Device, Sent } from "../support/browserDevice.ts";
import { at, type Story } from "./story.ts";

/** How a number can stand in a request. */
const forms = (value: bigint) => [
  numberToHex(value, { size: 32 }).slice(2),
  value.toString(16),
  value.toString(),
];
const says = (wanted: readonly string[]) => (request: Sent) =>
  wanted.some((form) => `${request.url}\n${request.said}`.toLowerCase().includes(form.toLowerCase()));

/** Moment (ms) at which the wallet sent something that holds this number. */
function leftAt({ wallet }: Device, value: bigint): number | undefined {
  const [padded = ""] = forms(value);
  return wallet?.sent.find(({ data }: { data: Hex }) => data.includes(padded))?.at;
}

/** Looks through everything that the browsers asked for. */
export function privacy(story: Story): void {
  const reading = () => {
    const { node, config } = story.town.town;
    return chainReader({ client: node.chain, leVote: config.leVote, startBlock: config.startBlock });
  };

  it("names a resident's commitment to nobody after enrolling", async () => {
    const members = await reading().rollMembers(story.roll);
    for (const [place, device] of story.residents.entries()) {
      const { commitment } = at(members, place);
      const sent = leftAt(device, commitment);
      expect(sent, device.name).to.be.a("number");
      const naming = device.requests.filter(says(forms(commitment)));
      expect(naming.length, "the enrolment itself was tried first").to.be.above(0);
      expect(naming.filter((request) => request.at > (sent ?? 0)).map(({ said }) => said)).to.deep.equal([]);
    }
  });

  it("names a ballot's nullifier to nobody after sending it", async () => {
    const counted = [
      ...(await reading().ballots(story.poll, 0, 1_024)),
      ...(await reading().ballots(story.second, 0, 1_024)),
    ];
    expect(counted).to.have.length(4);
    for (const { nullifier } of counted) {
      const voter = story.residents.find((device) => leftAt(device, nullifier) !== undefined);
      const sent = voter && leftAt(voter, nullifier);
      expect(sent, "its sender").to.be.a("number");
      for (const device of story.town.devices) {
        const naming = device.requests.filter(says(forms(nullifier)));
        if (device === voter) expect(naming.length, "the sending itself was tried first").to.be.above(0);
        expect(naming.filter(({ at }) => at > (sent ?? 0)).map(({ said }) => said)).to.deep.equal([]);
      }
    }
  });

  it("never lets an invitation's code leave the device", () => {
    for (const { code, link } of story.letters) {
      const bare = code.replaceAll(/[^0-9A-Za-z]/g, "");
      expect(link.replaceAll("-", "")).to.include(bare);
      for (const { name, requests } of story.town.devices) {
        expect(requests.filter(says([code, bare])), name).to.deep.equal([]);
      }
    }
  });
}

/** What holds for every page that was open at any time. */
export function quiet(story: Pick<Story, "town">): void {
  it("talks to the app's own origin, the node and the index, and to nobody else", () => {
    const { app, town } = story.town;
    const allowed = [app.url, town.urls.node, town.urls.graphql ?? app.url].map((url) => new URL(url).origin);
    const asked = story.town.devices.flatMap(({ requests }) => requests.map(({ url }) => url));
    const origins = new Set(
      asked.filter((url) => !/^(data|blob):/.test(url)).map((url) => new URL(url).origin),
    );
    expect([...origins].sort()).to.deep.equal([...new Set(allowed)].sort());
  });

  it("breaks no rule of its content policy and leaves no error in any console", () => {
    for (const { name, troubles } of story.town.devices) expect(troubles, name).to.deep.equal([]);
  });
}
