/* global module */
/**
 * What a page is asked: an expression whose promise is kept when it shows the element that a selector names, painted. The
 * blank page that a window has before its own shows nothing.
 */
module.exports = (selector) => `new Promise((done) => {
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done()))
  const look = () => document.URL !== 'about:blank' && document.querySelector(${JSON.stringify(selector)}) !== null
  if (look()) return painted()
  const observer = new MutationObserver(() => {
    if (!look()) return
    observer.disconnect()
    painted()
  })
  observer.observe(document, { subtree: true, childList: true, attributes: true })
})`
