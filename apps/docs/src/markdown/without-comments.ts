import type { AstroIntegration } from 'astro'

/** Comments of Markdown tell the checks what to do with a block (tools/readmes/src/block.ts); they are nothing for readers of the site. */
export function withoutComments(): AstroIntegration {
  return {
    name: 'klingkit-without-comments',
    hooks: {
      'astro:config:setup'({ config }) {
        const { name, options } = config.markdown.processor as { name: string; options: { mdastPlugins?: unknown[] } }
        if (!options.mdastPlugins) throw new Error(`the Markdown processor «${name}» takes no plugins of Sätteri`)
        options.mdastPlugins.push({ name: 'klingkit-without-comments', html: withoutComment })
      },
    },
  }
}

interface Context {
  removeNode(node: Readonly<{ value: string }>): void
}

function withoutComment(node: Readonly<{ value: string }>, context: Context): void {
  if (/^(?:\s*<!--[\s\S]*?-->)+\s*$/.test(node.value)) context.removeNode(node)
}
