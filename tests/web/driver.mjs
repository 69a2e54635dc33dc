// Opens Chromium: through Playwright where npm could bring it, else through Chromium's own pipe. Both give the same page,
// so that every check is made either way.
import { createRequire } from 'node:module';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// As root in a bare chroot: no sandbox, no /dev/shm, no GPU. Nothing is looked up or sent by the browser itself.
const FLAGS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--hide-scrollbars', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-default-apps',
  '--disable-extensions', '--mute-audio', '--no-default-browser-check', '--password-store=basic'];
const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';

export async function open(folder) {
  const installed = join(folder, 'node_modules', 'playwright-core');
  return existsSync(join(installed, 'package.json')) && !process.env.NASKAH_PIPE
    ? openPlaywright(installed) : openPipe();
}

// ---- Playwright

async function openPlaywright(installed) {
  const { chromium } = createRequire(import.meta.url)(installed);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS, headless: true });
  return {
    name: `playwright-core, Chromium ${browser.version()}`,
    page: (wish) => pageOfPlaywright(browser, wish),
    close: () => browser.close(),
  };
}

async function pageOfPlaywright(browser, wish) {
  const context = await browser.newContext({
    viewport: { width: wish.width, height: wish.height }, javaScriptEnabled: !wish.noScript, acceptDownloads: true,
    colorScheme: wish.dark ? 'dark' : 'light', reducedMotion: wish.still ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage(), errors = [], requests = [];
  page.setDefaultTimeout(120000);
  page.on('console', (m) => { if (['error', 'warning'].includes(m.type())) errors.push(m.text()); });
  page.on('pageerror', (e) => errors.push(String(e)));
  page.on('request', (r) => requests.push(r.url()));
  return {
    errors, requests,
    goto: (url) => page.goto(url),
    run: (fn, arg) => page.evaluate(fn, arg),
    click: (s) => page.click(s),
    fill: (s, text) => page.fill(s, text),
    choose: (s, value) => page.selectOption(s, value),
    press: (key) => page.keyboard.press(key),
    media: (kind) => page.emulateMedia({ media: kind }),
    pdf: (path) => page.pdf({ path, format: 'A4', preferCSSPageSize: true }),
    shot: (path, whole) => page.screenshot({ path, fullPage: !!whole }),
    download: async (s) => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.click(s)]);
      return file.path();
    },
    close: () => context.close(),
  };
}

// ---- Chromium's pipe: messages of its protocol on file descriptors 3 and 4, each ended by a zero byte

async function openPipe() {
  const home = mkdtempSync(join(tmpdir(), 'naskah-web-'));
  const child = spawn(CHROMIUM, [...FLAGS, '--headless', '--remote-debugging-pipe', `--user-data-dir=${home}`,
    'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const waiting = new Map(), heard = [];
  let rest = Buffer.alloc(0), last = 0;
  child.stdio[4].on('data', (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (let at; (at = rest.indexOf(0)) >= 0; rest = rest.subarray(at + 1)) {
      const message = JSON.parse(rest.subarray(0, at).toString());
      const call = waiting.get(message.id);
      if (call) {
        waiting.delete(message.id);
        if (message.error) call.no(new Error(message.error.message)); else call.ok(message.result);
      } else {
        heard.slice().forEach((listener) => listener(message));
      }
    }
  });
  child.on('exit', () => waiting.forEach((call) => call.no(new Error('Chromium berhenti'))));
  const send = (method, params = {}, sessionId) => new Promise((ok, no) => {
    waiting.set(++last, { ok, no });
    child.stdio[3].write(JSON.stringify({ id: last, method, params, sessionId }) + '\0');
  });
  const { product } = await send('Browser.getVersion');
  return {
    name: `pipa Chromium (${product})`,
    page: (wish) => pageOfPipe(send, heard, wish, home),
    close: async () => {
      const gone = new Promise((ok) => child.on('exit', ok));
      await send('Browser.close').catch(() => {});
      await gone;
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const KEYS = { Enter: 13, Tab: 9, Space: 32, Escape: 27 };

async function pageOfPipe(send, heard, wish, home) {
  const { browserContextId } = await send('Target.createBrowserContext');
  const { targetId } = await send('Target.createTarget', { url: 'about:blank', browserContextId });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const call = (method, params) => send(method, params, sessionId), errors = [], requests = [];
  const once = (method) => new Promise((ok) => {
    const listener = (m) => {
      if (m.method === method && (!m.sessionId || m.sessionId === sessionId)) {
        heard.splice(heard.indexOf(listener), 1);
        ok(m.params);
      }
    };
    heard.push(listener);
  });
  heard.push((m) => {
    if (m.sessionId !== sessionId) return;
    if (m.method === 'Network.requestWillBeSent') requests.push(m.params.request.url);
    if (m.method === 'Runtime.exceptionThrown') errors.push(m.params.exceptionDetails.text);
    if (m.method === 'Log.entryAdded' && m.params.entry.level !== 'info') errors.push(m.params.entry.text);
    if (m.method === 'Runtime.consoleAPICalled' && ['error', 'warning'].includes(m.params.type)) {
      errors.push(JSON.stringify(m.params.args));
    }
  });
  for (const domain of ['Page', 'Runtime', 'Network', 'Log', 'DOM']) await call(`${domain}.enable`);
  await call('Emulation.setDeviceMetricsOverride',
    { width: wish.width, height: wish.height, deviceScaleFactor: 1, mobile: false });
  const features = [{ name: 'prefers-color-scheme', value: wish.dark ? 'dark' : 'light' },
    { name: 'prefers-reduced-motion', value: wish.still ? 'reduce' : 'no-preference' }];
  await call('Emulation.setEmulatedMedia', { features });
  if (wish.noScript) await call('Emulation.setScriptExecutionDisabled', { value: true });
  const run = async (fn, arg) => {
    const told = await call('Runtime.evaluate', {
      expression: `(${fn})(${arg === undefined ? '' : JSON.stringify(arg)})`, returnByValue: true, awaitPromise: true });
    if (told.exceptionDetails) throw new Error(JSON.stringify(told.exceptionDetails));
    return told.result.value;
  };
  const click = async (s) => {
    const at = await run((q) => {
      const e = document.querySelector(q);
      e.scrollIntoView({ block: 'center', behavior: 'instant' });
      const r = e.getBoundingClientRect();
      return { x: r.x + r.width / 2, y: r.y + r.height / 2 };
    }, s);
    for (const type of ['mousePressed', 'mouseReleased']) {
      await call('Input.dispatchMouseEvent', { type, ...at, button: 'left', clickCount: 1 });
    }
  };
  return {
    errors, requests, run, click,
    goto: async (url) => {
      const loaded = once('Page.loadEventFired');
      await call('Page.navigate', { url });
      await loaded;
    },
    fill: (s, text) => run(({ q, value }) => {
      const e = document.querySelector(q);
      e.focus();
      e.value = value;
      e.dispatchEvent(new Event('input', { bubbles: true }));
    }, { q: s, value: text }),
    choose: (s, value) => run(({ q, v }) => {
      const e = document.querySelector(q);
      e.value = v;
      e.dispatchEvent(new Event('change', { bubbles: true }));
    }, { q: s, v: value }),
    press: async (key) => {
      const one = { key: key === 'Space' ? ' ' : key, code: key, windowsVirtualKeyCode: KEYS[key],
        text: key === 'Enter' ? '\r' : key === 'Space' ? ' ' : undefined };
      await call('Input.dispatchKeyEvent', { type: 'keyDown', ...one });
      await call('Input.dispatchKeyEvent', { type: 'keyUp', ...one, text: undefined });
    },
    media: (kind) => call('Emulation.setEmulatedMedia', { media: kind, features }),
    pdf: async (path) => {
      const { data } = await call('Page.printToPDF',
        { paperWidth: 8.27, paperHeight: 11.69, preferCSSPageSize: true, printBackground: false });
      writeFileSync(path, Buffer.from(data, 'base64'));
    },
    shot: async (path, whole) => {
      const { data } = await call('Page.captureScreenshot', { captureBeyondViewport: !!whole });
      writeFileSync(path, Buffer.from(data, 'base64'));
    },
    download: async (s) => {
      await send('Browser.setDownloadBehavior',
        { behavior: 'allowAndName', downloadPath: home, browserContextId, eventsEnabled: true });
      const begun = once('Browser.downloadWillBegin');
      const done = new Promise((ok) => heard.push((m) => {
        if (m.method === 'Browser.downloadProgress' && m.params.state === 'completed') ok(m.params);
      }));
      await click(s);
      await begun;
      return join(home, (await done).guid);
    },
    close: () => send('Target.disposeBrowserContext', { browserContextId }),
  };
}
