/** What a cell says besides what it prints, and the button that helps. */
import { expect, test } from './app'

test('a thread that an interrupt leaves is named below its cell, with a restart', async ({ blank }, info) => {
  await blank.run(
    1,
    'import threading\nworker = threading.Thread(target=threading.Event().wait, name="Stubborn", daemon=True)\n' +
      'worker.start()\nprint("begun")\nworker.join()'
  )
  await expect(blank.output(1)).toContainText('begun')
  await blank.button('Interrupt').click()
  const notice = blank.cell(1).getByRole('status').filter({ hasText: 'A thread goes on: Stubborn' })
  await expect(notice).toBeVisible()
  await blank.screenshot('notice-thread', info)
  await notice.getByRole('button', { name: 'Restart the kernel' }).click()
  await blank.page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click()
  await blank.run(1, 'print("well again")')
  await expect(blank.output(1)).toContainText('well again')
  await expect(notice).toHaveCount(0)
})

test('a pool that waits for ever says so while it waits, and is interrupted from there', async ({
  blank
}) => {
  await blank.run(
    1,
    'import multiprocessing, os, signal\ndef die(_): os.kill(os.getpid(), signal.SIGKILL)\n' +
      'with multiprocessing.get_context("fork").Pool(2) as pool: pool.map(die, [1])'
  )
  const notice = blank.cell(1).getByRole('status').filter({ hasText: 'was killed by SIGKILL' })
  await notice.getByRole('button', { name: 'Interrupt the cell' }).click()
  await expect(blank.output(1)).toContainText('KeyboardInterrupt')
  await expect(notice).toHaveCount(0)
})

test('a program that ignores interrupts is the reason why one does nothing', async ({ blank }) => {
  await blank.run(
    1,
    'import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nprint("begun")\nwhile True: pass'
  )
  await expect(blank.output(1)).toContainText('begun')
  await blank.button('Interrupt').click()
  const notice = blank.cell(1).getByRole('status').filter({ hasText: 'ignores SIGINT' })
  await expect(notice.getByRole('button', { name: 'Restart the kernel' })).toBeVisible()
})
