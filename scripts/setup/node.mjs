// Imported first by every command, before anything that an old Node lacks.
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `gilscope: Node.js 20.19 or newer is needed, and this is ${process.version}. See https://nodejs.org\n`
  )
  process.exit(1)
}
