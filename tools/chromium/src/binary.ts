import { existsSync } from 'node:fs'
import path from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** The Chromium of this machine: the one CHROMIUM_PATH names, else one on the PATH. None is ever downloaded here; `install.sh` takes one from the system's packages. */
export function chromiumPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).concat('/usr/bin')
  return [process.env['CHROMIUM_PATH'], ...folders.flatMap((folder) => names.map((name) => path.join(folder, name)))].find((file) => file && existsSync(file))
}
