import { createReadStream, existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Semaphore's ceremony artifacts, for the depths a frozen roll can have; and the keys of this project's own circuits. */
const PROVING_MATERIAL = new Map([
  ...[10, 13, 16, 20].map(
    (depth) => [`semaphore-${depth}`, "../node_modules/@zk-kit/semaphore-artifacts"] as const,
  ),
  ...["ballot4", "ballot8", "ballot16", "share8"].map((circuit) => [circuit, "../circuits/keys"] as const),
]);

/**
 * Serves proving material from this app's own origin, as `./proving/<name>.{wasm,zkey}`. Nothing is fetched from a
 * third party while a person votes.
 * @param material folder of each name.
 */
function provingMaterial(material: ReadonlyMap<string, string>): Plugin {
  const files = new Map<string, string>(
    [...material].flatMap(([name, folder]) =>
      ["wasm", "zkey"].map((kind) => [`proving/${name}.${kind}`, here(`${folder}/${name}.${kind}`)] as const),
    ),
  );
  return {
    name: "le-vote:proving-material",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? "").split("?")[0]?.slice(1) ?? "";
        const file = files.get(path);
        if (file === undefined || !existsSync(file)) return next();
        response.setHeader(
          "content-type",
          path.endsWith("wasm") ? "application/wasm" : "application/octet-stream",
        );
        createReadStream(file).pipe(response);
      });
    },
    generateBundle() {
      for (const [fileName, file] of files) {
        this.emitFile({ type: "asset", fileName, source: readFileSync(file) });
      }
    },
  };
}

export default defineConfig({
  root: here("."),
  // Relative, so that the built files work under any path of a static host.
  base: "./",
  plugins: [react(), provingMaterial(PROVING_MATERIAL)],
  build: {
    outDir: here("dist"),
    emptyOutDir: true,
    target: "es2022",
    // Inlined fonts and images would need `data:` in more places of the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: "es" },
});
