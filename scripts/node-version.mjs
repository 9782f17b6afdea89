// Imported first by every command: an old Node would otherwise fail later with an error that does not say why.
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Latchkey needs Node 20.19 or newer, and this is ${process.versions.node}.`);
  process.exit(1);
}
