/** Which Node this needs; written so that an old one can read it. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

/** @type {string | null} what is wrong where this Node is too old, else null */
export const lack =
  major > 22 || (major === 22 && minor >= 12)
    ? null
    : `Node ${process.versions.node} is too old: 22.12 or newer is needed.`

/** @type {string | null} the same with what to do about it in a clone */
export const tooOld =
  lack && `${lack} \`npm install\` brings Node 24 along and \`npm start\` uses it; or install a newer Node.`
