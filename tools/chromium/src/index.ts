import { type Browser, chromium } from 'playwright-core'
import { chromiumPath as found } from './binary.ts'
import { flags } from './flags.ts'

/** The Chromium for tests of a browser; where there is none, a line says that they are not run. */
export function chromiumPath(): string | undefined {
  const file = found()
  if (!file) console.log('NOT RUN: no Chromium on this machine; tools/chromium/install.sh installs one, CHROMIUM_PATH names one')
  return file
}

/** Starts a Chromium without a window from which nothing leaves the machine. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: flags })
}
