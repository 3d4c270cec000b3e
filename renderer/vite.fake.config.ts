/** `npm run dev:fake`: the page in any browser, on a recording, with no Python and no Electron. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: 'renderer',
  plugins: [react()],
  server: { port: 5180, strictPort: true }
})
