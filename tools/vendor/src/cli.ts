import path from 'node:path'
import { vendorPackage } from './vendor-package.ts'

/** Run in a package, behind its compiler: `node ../../tools/vendor/src/cli.ts`. */
const { files, libraries, bytes } = await vendorPackage(process.cwd())
console.log(`${files.map((file) => path.basename(file)).join(', ')}: ${libraries} libraries, ${Math.round(bytes / 1024)} KiB`)
