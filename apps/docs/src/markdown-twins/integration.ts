import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { writeTwins } from './write-twins.ts'

/** After a build, writes a Markdown twin beside each page, and `llms.txt` and `llms-full.txt`. */
export function twinsOfBuild(told: { title: string; summary: string; inFull: string[] }): AstroIntegration {
  let where: { base: string; site?: string | undefined }
  return {
    name: 'markdown-twins',
    hooks: {
      'astro:config:done': ({ config }) => {
        where = { base: config.base.replace(/\/?$/, '/'), site: config.site }
      },
      'astro:build:done': ({ dir, logger }) => {
        const count = writeTwins({ folder: fileURLToPath(dir), ...where, ...told })
        logger.info(`${count} Markdown twins`)
      },
    },
  }
}
