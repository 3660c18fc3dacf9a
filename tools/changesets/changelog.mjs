/** Changelogs are for users: the words of the changesets as they are, without commits, and without lines that only say that packages of the same version belong together. */
export default {
  getReleaseLine: async ({ summary }) => {
    const [first, ...more] = summary.trim().split('\n')
    return `\n- ${first}${more.map((line) => `\n  ${line}`.trimEnd()).join('')}`
  },
  getDependencyReleaseLine: async () => '',
}
