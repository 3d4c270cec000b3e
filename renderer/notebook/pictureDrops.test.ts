import { describe, expect, it } from 'vitest'
import type { CellId } from '../../common/brands'
import type { Problem } from '../../common/result'
import type { Picture } from '../state/attachments'
import { attached } from './pictureDrops'

const CELL = 'cell' as CellId
const picture = (name: string, text = 'data'): File => new File([text], name, { type: 'image/png' })

/** @param taken whether the cell is still there to take them */
async function attach(pictures: readonly File[], taken = true) {
  const kept: Picture[] = []
  const problems: Problem[] = []
  const text = await attached(pictures, CELL, {
    attachPicture: (_cell, one) => {
      if (!taken) return null
      kept.push(one)
      return one.name
    },
    report: (problem) => void problems.push(problem)
  })
  return { text, kept, problems }
}

describe('pictures that are dropped', () => {
  it('are attached, and shown by the text', async () => {
    const { text, kept } = await attach([picture('a [1].png'), picture('b.png', 'x')])
    expect(text).toBe('![a \\[1\\].png](attachment:a%20%5B1%5D.png)\n![b.png](attachment:b.png)')
    expect(kept).toEqual([
      { name: 'a [1].png', type: 'image/png', data: 'ZGF0YQ==' },
      { name: 'b.png', type: 'image/png', data: 'eA==' }
    ])
  })

  it('have addresses that Markdown reads to their end', async () => {
    const { text } = await attach([picture('a(1.png')])
    expect(text).toBe('![a(1.png](attachment:a%281.png)')
  })

  it('leave out one that cannot be read, and say so', async () => {
    const gone = picture('gone.png')
    gone.arrayBuffer = () => Promise.reject(new Error('the file is gone'))
    const { text, problems } = await attach([gone, picture('b.png')])
    expect(text).toBe('![b.png](attachment:b.png)')
    expect(problems).toMatchObject([{ code: 'cannot-read', detail: 'gone.png: the file is gone' }])
  })

  it('are shown by no text when the cell is no longer there', async () => {
    expect((await attach([picture('a.png')], false)).text).toBe('')
  })
})
