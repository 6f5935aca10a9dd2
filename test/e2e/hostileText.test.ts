import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { build, type Rollup } from "vite";
import { launchChromium } from "../support/chromium.ts";

const SOURCE = fileURLToPath(new URL("../../dapp/src/vote/document/Markdown.tsx", import.meta.url));

/** The app's own sanitiser as one script. */
async function bundle(): Promise<string> {
  const outputs = (await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: false,
      lib: { entry: SOURCE, formats: ["iife"], name: "markdown" },
    },
    define: { "process.env.NODE_ENV": '"production"' },
  })) as Rollup.RollupOutput[];
  const script = outputs.flatMap(({ output }) => output).find((file) => file.type === "chunk");
  if (script?.type !== "chunk") throw new Error("nothing was built");
  return script.code;
}

/** What an organiser could write into a poll's context. */
const HOSTILE = [
  "<script>window.ran = true</script>",
  '<img src=x onerror="window.ran = true">',
  '<svg onload="window.ran = true"><script>window.ran = true</script></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror="window.ran=true"></style></mglyph></table></mtext></math>',
  "[vote](javascript:window.ran=true)",
  "[vote](&#106;avascript:window.ran=true)",
  "[vote](data:text/html,<script>window.ran=true</script>)",
  '<a href="#/organise" style="position:fixed;inset:0" id="root" name="config" class="x">vote</a>',
  "[vote](#/join/0x0)",
  "![](https://elsewhere.example/pixel.png)",
  '![" onerror="window.ran=true](https://elsewhere.example/pixel.png "title")',
  "![<img src=x onerror=window.ran=true>](x)",
  '<iframe src="https://elsewhere.example"></iframe><object data="x"></object><embed src="x">',
  '<form action="https://elsewhere.example"><input name="code"><button>Send</button></form>',
  "<style>* { display: none }</style><link rel=stylesheet href=https://elsewhere.example/a.css>",
  '<meta http-equiv="refresh" content="0;url=https://elsewhere.example"><base href="https://elsewhere.example">',
  '<p onclick="window.ran=true" tabindex=0 autofocus onfocus="window.ran=true">text</p>',
  '# <a id="__proto__" name="attributes">x</a>',
];
const TAGS = new Set(
  "H3 H4 H5 H6 P BR HR UL OL LI STRONG EM DEL CODE PRE BLOCKQUOTE A TABLE THEAD TBODY TR TH TD".split(" "),
);

describe("An organiser's text in a voter's page", function () {
  this.timeout(60_000);
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];

  before(async () => {
    const code = await bundle();
    browser = await launchChromium();
    page = await browser.newPage();
    page.on("request", (request) => asked.push(request.url()));
    await page.setContent("<main></main>");
    await page.addScriptTag({ content: `${code};window.safeNodes = markdown.safeNodes;` });
  });
  after(() => browser?.close());

  const shown = (text: string) =>
    page.evaluate((source) => {
      const { safeNodes } = window as unknown as { safeNodes(text: string): DocumentFragment };
      const main = document.querySelector("main") as HTMLElement;
      main.replaceChildren(safeNodes(source));
      return Array.from(main.querySelectorAll("*"), (node) => ({
        tag: node.tagName,
        attributes: Object.fromEntries(Array.from(node.attributes, ({ name, value }) => [name, value])),
      }));
    }, text);

  for (const text of HOSTILE) {
    it(`runs nothing, asks for nothing and covers nothing: ${text.slice(0, 70)}`, async () => {
      asked.length = 0;
      for (const { tag, attributes } of await shown(text)) {
        expect(TAGS.has(tag), tag).to.equal(true);
        for (const [name, value] of Object.entries(attributes)) {
          expect(["href", "target", "rel", "align", "start"]).to.include(name);
          if (name === "href") expect(value).to.match(/^(https?|mailto|tel):/);
        }
      }
      await page.waitForTimeout(50);
      expect(await page.evaluate(() => "ran" in window)).to.equal(false);
      expect(asked).to.deep.equal([]);
    });
  }

  it("keeps honest formatting, and opens links elsewhere without telling from where", async () => {
    const nodes = await shown("# The square\n\n**Two** trees, see [the plan](https://town.example/plan).");
    expect(nodes.map(({ tag }) => tag)).to.deep.equal(["H3", "P", "STRONG", "A"]);
    expect(nodes.at(-1)?.attributes).to.deep.equal({
      href: "https://town.example/plan",
      target: "_blank",
      rel: "noopener noreferrer",
    });
  });

  for (const [name, text] of [
    ["brackets that never close", "[".repeat(49_000)],
    ["quotes in quotes", "> ".repeat(24_500)],
    ["list items in list items", "- ".repeat(24_500)],
    ["back quotes that do not match", "`a ``".repeat(9_800)],
  ] as const) {
    it(`is shown, whatever its grammar would take: 48 KiB of ${name}`, async () => {
      const nodes = await shown(text);
      expect(nodes).not.to.deep.equal([]);
      expect(nodes.every(({ tag }) => TAGS.has(tag))).to.equal(true);
    });
  }

  it("is shown as it was written where it is nested too deeply to be read", async () => {
    expect(await shown("> ".repeat(24_500))).to.deep.equal([{ tag: "PRE", attributes: {} }]);
    expect(await page.textContent("main")).to.equal("> ".repeat(24_500));
  });
});
