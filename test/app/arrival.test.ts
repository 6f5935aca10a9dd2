import { expect } from "chai";
import { arrivedLink, linkIn, onArrival, takeLink } from "../../dapp/src/app/arrival.ts";
import { formatCode, newInvitationCode } from "../../dapp/src/protocol/invitationCode.ts";
import { letterOf, readLetterNumber } from "../../dapp/src/vote/join/letter.ts";

const ROLL = `0x${"ab".repeat(20)}`;
const CODE = newInvitationCode();
const LINK = `#/join/${ROLL}/0/26/${CODE}`;

/** A window whose history remembers what it was told. */
function barAt(hash: string) {
  const bar = {
    location: { hash },
    history: {
      state: null,
      replaceState(_state: unknown, _unused: string, url: string) {
        bar.location.hash = url;
      },
    },
  };
  return bar;
}

describe("An invitation link", () => {
  it("leaves the address bar as soon as it is seen, and waits in memory for whoever asks first", () => {
    const bar = barAt(LINK);
    expect(takeLink(bar)).to.equal(true);
    expect(bar.location.hash).to.equal("#/join");
    expect(arrivedLink()).to.deep.equal({ roll: ROLL, batch: "0", index: "26", code: CODE });
    expect(arrivedLink()).to.equal(null);
  });

  it("leaves it when cut short, too, for what is left may still be most of the code", () => {
    for (const cut of [LINK.slice(0, -1), `#/join/${ROLL}/0/26`, `#/join/${ROLL}/0`, `${LINK}/more`]) {
      const bar = barAt(cut);
      expect(takeLink(bar), cut).to.equal(true);
      expect(bar.location.hash).to.equal("#/join");
      const link = arrivedLink();
      expect(link && letterOf(link), cut).to.equal(null);
    }
  });

  it("is told to a page that stands already", () => {
    let told = 0;
    const stop = onArrival(() => told++);
    takeLink(barAt(LINK));
    stop();
    takeLink(barAt(LINK));
    expect(told).to.equal(1);
    arrivedLink();
  });

  it("is nothing else: other places stay where they are", () => {
    for (const place of ["", "#/", "#/join", `#/join/${ROLL}`, `#/poll/${ROLL}`, "#/identities/restore"]) {
      const bar = barAt(place);
      expect(takeLink(bar), place).to.equal(false);
      expect(bar.location.hash).to.equal(place);
    }
  });

  it("is read with its code in any of the ways people copy it", () => {
    const link = linkIn(`#/join/${ROLL}/0/26/${formatCode(CODE).toLowerCase()}`);
    expect(link && letterOf(link)).to.deep.equal({ roll: ROLL, batch: 0, index: 26, code: CODE });
  });
});

describe("A letter's number", () => {
  it("counts both parts from 1", () => {
    expect(readLetterNumber(" 1 – 27 ")).to.deep.equal({ batch: 0, index: 26 });
    for (const wrong of ["0-1", "1-0", "27", "1-27-3", "a-b"]) expect(readLetterNumber(wrong)).to.equal(null);
  });
});
