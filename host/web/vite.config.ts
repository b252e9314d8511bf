import { defineConfig } from "vite";

// The build is committed under host/assets/web, so the server needs no Node: it embeds that folder.
export default defineConfig({
  build: {
    outDir: "../assets/web",
    emptyOutDir: true,
    // The first releases with light-dark() and the popover attribute; nothing older is lowered for.
    target: ["chrome125", "firefox128", "safari17.5"],
    // Nothing may be inlined: the page's policy has no data: source.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
});
