// JsSIP or sip.js in a page of a headless Chromium as a client of the product.
//   node in-chromium.mjs jssip|sip.js ws://HOST:PORT/sip DOMAIN USER PASSWORD
// CHROMIUM names the browser's program, PROXY the http:// address of a proxy to go through by CONNECT. The page comes from a port of
// this process on the loopback address: PAGE_PORT, or any.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { obey, print, settings } from './commands.mjs';

const { library, ...rest } = settings();

const bundle = await build({
  entryPoints: [fileURLToPath(new URL('./clients.mjs', import.meta.url))],
  bundle: true,
  format: 'iife',
  globalName: 'clients',
  define: { global: 'window' },
  write: false,
});
const script = bundle.outputFiles[0].text;
const server = createServer((request, response) => {
  const isScript = request.url === '/clients.js';
  response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
  response.end(isScript ? script : '<!doctype html><title>SIP</title><script src="/clients.js"></script>');
});
await new Promise((listening) => { server.listen(Number(process.env.PAGE_PORT || 0), '127.0.0.1', listening); });

const proxy = process.env.PROXY ? [`--proxy-server=${process.env.PROXY}`] : [];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--ignore-certificate-errors', ...proxy],
});
const page = await (await browser.newContext()).newPage();
page.on('console', (said) => print('console', { text: said.text() }));
page.on('pageerror', (e) => print('error', { message: e.message }));
await page.exposeFunction('report', (event, more) => print(event, more));
await page.goto(`http://127.0.0.1:${server.address().port}/`);
await page.evaluate(([which, what]) => {
  window.client = window.clients.start(which, what, (event, more) => window.report(event, more));
}, [library, rest]);

obey((to, text) => page.evaluate(([receiver, words]) => { window.client.send(receiver, words); }, [to, text]), async () => {
  await browser.close();
  process.exit(0);
});
