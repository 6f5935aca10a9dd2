import { type ProofArtifacts, ProofError } from "../protocol/proof.ts";
import { inSealedWorker } from "../protocol/sealed/sealedClient.ts";
import type { SealedTask, SealedTasks } from "../protocol/sealed/sealedWorker.ts";
import { SHARE_CIRCUIT } from "../protocol/sealed/sizes.ts";

/** What a trustee is told while a proof is made. @param fraction from 0 to 1. */
export type OnProving = (stage: "material" | "proving", fraction: number) => void;

/** Does what is slow about trustees' work off the page's own thread. @throws ProofError, TotalsError */
export function inWorker<Task extends SealedTask>(
  task: Task,
  ask: SealedTasks[Task]["ask"],
  onProgress?: OnProving,
): Promise<SealedTasks[Task]["answer"]> {
  const worker = new Worker(new URL("../protocol/sealed/sealedWorker.ts", import.meta.url), {
    type: "module",
  });
  return inSealedWorker(worker, task, ask, {
    onProgress: ({ fraction }) => onProgress?.("proving", fraction),
  });
}

/**
 * The share circuit's proving material, from this app's own origin. Trustees prove three times in a poll's life: it is
 * left to the browser's own cache. @throws ProofError "material"
 */
export async function shareMaterial(onProgress: OnProving): Promise<ProofArtifacts> {
  const here = { wasm: 0, zkey: 0 };
  const whole = { wasm: 0, zkey: 0 };
  const load = async (kind: "wasm" | "zkey") => {
    const response = await fetch(new URL(`./proving/${SHARE_CIRCUIT}.${kind}`, document.baseURI));
    if (!response.ok || !response.body) throw new Error(`${SHARE_CIRCUIT}.${kind}: ${response.status}`);
    whole[kind] = Number(response.headers.get("content-length") ?? 0);
    const counted = response.body.pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(part, out) {
          here[kind] += part.length;
          const all = whole.wasm + whole.zkey;
          onProgress("material", all === 0 ? 0 : Math.min(1, (here.wasm + here.zkey) / all));
          out.enqueue(part);
        },
      }),
    );
    return new Uint8Array(await new Response(counted).arrayBuffer());
  };
  try {
    const [wasm, zkey] = await Promise.all([load("wasm"), load("zkey")]);
    return { wasm, zkey };
  } catch (cause) {
    throw new ProofError("material", String(cause), cause);
  }
}
