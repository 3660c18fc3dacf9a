import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** The Chromium of this machine; none is ever downloaded. */
export function chromiumPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).concat('/usr/bin')
  const found = [process.env['CHROMIUM_PATH'], ...folders.flatMap((folder) => names.map((name) => path.join(folder, name)))].find(
    (file) => file && existsSync(file),
  )
  if (!found) console.log('NOT RUN: no Chromium on this machine; tools/chromium/install.sh installs one, CHROMIUM_PATH names one')
  return found
}

export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-proxy-server',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  })
}
