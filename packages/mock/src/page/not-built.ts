/** Stands in the place of the studio where it was not built; without style or script, so that the policy of the studio fits. */
export const notBuilt = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>kling-mock</title>
<h1>kling-mock runs; its studio was not built</h1>
<p>In the repository: <code>pnpm start</code>, or <code>pnpm build</code>, builds it. The published package always has it.</p>
<p>Without it: <a href="openapi.json">openapi.json</a> describes the control API, <a href="health">health</a> tells how the mock runs.</p>
`
