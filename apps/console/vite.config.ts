import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const controller = process.env['NETLOOM_CONTROLLER_URL'] ?? 'http://127.0.0.1:8000';

/** Smaller files travel as they are. */
const worthIt = 1024;

/** Writes scripts and style sheets once more, compressed: the controller serves those and compresses nothing itself. */
const compress = (): Plugin => ({
  name: 'compress',
  apply: 'build',
  writeBundle: ({ dir }, bundle) => {
    for (const file of Object.values(bundle)) {
      const content = Buffer.from(file.type === 'chunk' ? file.code : file.source);
      if (dir === undefined || content.length < worthIt || !/\.(js|css|svg)$/.test(file.fileName)) continue;
      const path = join(dir, file.fileName);
      writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      writeFileSync(
        `${path}.br`,
        brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
      );
    }
  },
});

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compress()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows fonts and images of the installation itself, but no data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What most pages use is one file: fewer requests, and it compresses better than sixty small ones.
        codeSplitting: { groups: [{ name: 'base', minShareCount: 9 }] },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': { target: controller },
      '/ws': { target: controller, ws: true },
    },
  },
});
