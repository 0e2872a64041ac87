import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const controller = process.env['NETLOOM_CONTROLLER_URL'] ?? 'http://127.0.0.1:8000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
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
