import type { BrowserContext, Page } from "playwright-core";
import { type Address, type Hex, numberToHex } from "viem";

/** As RainbowKit's dialog shows it. */
export const WALLET_NAME = "Town hall wallet";

/** How wallets refuse (EIP-1193). */
const REFUSED = { code: 4001, message: "User rejected the request." };
const UNKNOWN_CHAIN = { code: 4902, message: "Unrecognized chain ID." };

type Call = { method: string; params?: unknown[] };
type Answer = { result: unknown } | { error: { code: number; message: string; data?: unknown } };

/**
 * A wallet in the browser, as an extension would be one: it announces itself (EIP-6963), its own requests are none of
 * the page's, and it signs through the node's unlocked accounts.
 */
export class Wallet {
  /** What it does when asked to sign. */
  mood: "signs" | "refuses" = "signs";
  /** The chain it stands on; it knows no way to another. */
  chainId: number;
  /** Hashes of what was sent, with the moment (ms) at which it left. */
  readonly sent: { hash: Hex; at: number; data: Hex }[] = [];

  /** Sites see accounts once they were let. */
  #connected = false;

  private constructor(
    readonly node: string,
    chainId: number,
    public account: Address,
  ) {
    this.chainId = chainId;
  }

  /** Puts a wallet into every page that the context opens from now on. */
  static async into(context: BrowserContext, node: string, chainId: number, account: Address) {
    const wallet = new Wallet(node, chainId, account);
    await context.exposeBinding("walletRequest", (_source, call: Call) => wallet.#answer(call));
    await context.addInitScript(announceWallet, WALLET_NAME);
    return wallet;
  }

  /** Moves to another chain or account and tells the page, as wallets do. */
  async move(page: Page, { chainId = this.chainId, account = this.account }) {
    this.chainId = chainId;
    this.account = account;
    await page.evaluate(
      ([chain, accounts]) => {
        window.dispatchEvent(new CustomEvent("wallet-moved", { detail: { chain, accounts } }));
      },
      [numberToHex(chainId), [account]] as const,
    );
  }

  async #answer({ method, params = [] }: Call): Promise<Answer> {
    switch (method) {
      case "eth_chainId":
        return { result: numberToHex(this.chainId) };
      case "eth_accounts":
        return { result: this.#connected ? [this.account] : [] };
      case "eth_requestAccounts":
        this.#connected = true;
        return { result: [this.account] };
      case "wallet_requestPermissions":
        this.#connected = true;
        return { result: [{ parentCapability: "eth_accounts" }] };
      case "wallet_switchEthereumChain":
      case "wallet_addEthereumChain":
        return { error: method === "wallet_addEthereumChain" ? REFUSED : UNKNOWN_CHAIN };
      case "eth_sendTransaction": {
        if (this.mood === "refuses") return { error: REFUSED };
        const at = Date.now();
        const answer = await this.#forward(method, params);
        const [{ data }] = params as [{ data: Hex }];
        if ("result" in answer) this.sent.push({ hash: answer.result as Hex, at, data });
        return answer;
      }
      default:
        return this.#forward(method, params);
    }
  }

  async #forward(method: string, params: unknown[]): Promise<Answer> {
    const response = await fetch(this.node, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
    return (await response.json()) as Answer;
  }
}

/** Runs in the page before its own scripts. */
function announceWallet(name: string): void {
  const request = (window as unknown as { walletRequest: (call: Call) => Promise<Answer> }).walletRequest;
  const listeners: Record<string, ((value: unknown) => void)[]> = {};
  const emit = (event: string, value: unknown) => {
    for (const listener of listeners[event] ?? []) listener(value);
  };
  const provider = {
    async request(call: Call) {
      const answer = await request({ method: call.method, params: call.params });
      if ("error" in answer) throw Object.assign(new Error(answer.error.message), answer.error);
      return answer.result;
    },
    on(event: string, listener: (value: unknown) => void) {
      listeners[event] = [...(listeners[event] ?? []), listener];
      return provider;
    },
    removeListener(event: string, listener: (value: unknown) => void) {
      listeners[event] = (listeners[event] ?? []).filter((each) => each !== listener);
      return provider;
    },
  };
  const square =
    "%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E%3Cpath d='M0 0h9v9H0z'/%3E%3C/svg%3E";
  const info = {
    uuid: "7d8f2a52-6c39-4b5e-9f51-2d1c0a7be001",
    name,
    icon: `data:image/svg+xml,${square}`,
    rdns: "town.hall.wallet",
  };
  const announce = () => {
    const detail = Object.freeze({ info, provider });
    window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  };
  window.addEventListener("eip6963:requestProvider", announce);
  window.addEventListener("wallet-moved", (event) => {
    const { chain, accounts } = (event as CustomEvent<{ chain: string; accounts: string[] }>).detail;
    emit("chainChanged", chain);
    emit("accountsChanged", accounts);
  });
  announce();
}
