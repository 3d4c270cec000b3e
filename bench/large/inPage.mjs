// What is measured inside the page. Each function is sent there as text, so it may use nothing from around it.
/* global document, requestAnimationFrame, MutationObserver */

/** When the first cell's editor takes keys and is painted, as `Date.now()` says it. */
export function untilUsable() {
  return new Promise((resolve) => {
    const look = () => {
      if (document.querySelector('.cm-content[contenteditable="true"]') === null) return
      observer.disconnect()
      // The frame after the one that draws it.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())))
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { childList: true, subtree: true })
  })
}

/**
 * Listens for so many keys. What comes of them is told by `whatWasTyped`: the median time from a key to the paint that shows
 * it (Chromium's event timing, which rounds to 8 ms), and the median time until the frame that has it is laid out and over.
 */
export function listenToKeys(count) {
  globalThis.typed = new Promise((resolve) => {
    const paints = []
    const works = []
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.name === 'keydown') paints.push(entry.duration)
      }
    })
    observer.observe({ type: 'event', durationThreshold: 16, buffered: false })
    const hear = () => {
      const began = performance.now()
      // The text changes after this event; React and CodeMirror have drawn when the frame's own callbacks are over.
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => {
          works.push(performance.now() - began)
          if (works.length < count) return
          observer.disconnect()
          document.removeEventListener('keydown', hear, { capture: true })
          // Keys that were quicker than can be told are not in the list.
          while (paints.length < count) paints.push(8)
          const middle = (times) => times.sort((a, b) => a - b)[count >> 1]
          resolve({ keyMs: middle(paints), keyFrameMs: middle(works) })
        }
        channel.port2.postMessage(null)
      })
    }
    document.addEventListener('keydown', hear, { capture: true })
  })
}

export function whatWasTyped() {
  return globalThis.typed
}

/** Scrolls most of a screen each frame from top to end; the longest frame, and how many took over 50 ms of scripts and layout. */
export function scrollThrough() {
  return new Promise((resolve) => {
    const scroller = document.querySelector('.notebook')
    let longest = 0
    let long = 0
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const scripts = entry.scripts.reduce((sum, script) => sum + script.duration, 0)
        const layout = entry.startTime + entry.duration - entry.styleAndLayoutStart
        const work = scripts + (entry.styleAndLayoutStart > 0 ? layout : 0)
        longest = Math.max(longest, work)
        if (work > 50) long += 1
      }
    })
    observer.observe({ type: 'long-animation-frame' })
    scroller.scrollTop = 0
    let still = 0
    let before = -1
    const step = () => {
      scroller.scrollTop += 600
      still = scroller.scrollTop === before ? still + 1 : 0
      before = scroller.scrollTop
      if (still < 30) return requestAnimationFrame(step)
      // The last frames are told a moment later.
      setTimeout(() => {
        observer.disconnect()
        resolve({ frameMs: longest, longFrames: long })
      }, 300)
    }
    requestAnimationFrame(step)
  })
}

/** Scrolls to the middle; the number (from 1) of the cell that is then in the middle of the screen. */
export function showMiddle() {
  return new Promise((resolve) => {
    const scroller = document.querySelector('.notebook')
    scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) / 2
    // A little lower each time: it may be the gap between two cells.
    let at = 0
    const look = () => {
      const { left, top, width, height } = scroller.getBoundingClientRect()
      const cell = document.elementFromPoint(left + width / 2, top + height / 2 + at)?.closest('.cell')
      at = (at + 7) % 60
      if (!cell) return requestAnimationFrame(look)
      resolve(Number(cell.getAttribute('aria-posinset')))
    }
    requestAnimationFrame(look)
  })
}
