import { defineConfig } from "vite";
import app from "./vite.config.ts";

// One file for pages of other apps, beside the app's own: pages name it, so its name stays the same.
export default defineConfig({
  build: {
    ...app.build,
    emptyOutDir: false,
    rolldownOptions: {
      ...app.build?.rolldownOptions,
      input: { "fanlight-widget": "src/embed.ts" },
      output: { ...app.build?.rolldownOptions?.output, entryFileNames: "assets/[name].js" },
    },
  },
});
