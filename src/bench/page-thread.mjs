/* The same as node-thread.mjs, for a worker of a page; the bundle's address stands behind the # of its own. */
const { CaseThread } = await import(self.location.hash.slice(1))
self.onmessage = ({ data }) => {
  const thread = new CaseThread(data)
  self.onmessage = async () => self.postMessage(await thread.turn())
  self.postMessage('set up')
}
self.postMessage('booted')
