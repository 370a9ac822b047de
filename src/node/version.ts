/** Refuses an old Node before anything else is loaded; imported first. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 12)) {
  console.error(
    `Node ${process.versions.node} is too old: 22.12 or newer is needed. \`npm install\` brings Node 24 along and \`npm start\` uses it; or install a newer Node.`,
  )
  process.exit(1)
}
