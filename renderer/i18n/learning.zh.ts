/** The strings for learners (predictions, solutions, checks, the course), in Simplified Chinese; part of `zh.ts`. */
import type { Nearness, Unmeasured } from '../../common/teaching/measured'
import type { Figure } from '../../common/teaching/prediction'
import type { LearningText } from './learning.en'

/** As short as it can be said: `4`, `0.5`. */
const short = (value: number): string => String(Number(value.toFixed(2)))
const percent = (share: number): string => `${String(Math.round(share * 100))} %`

/** What the learner said, as the first half of a sentence. */
const said: Record<Figure, (value: number) => string> = {
  cores: (value) => `您预测用到 ${short(value)} 个核心`,
  threads: (value) => `您预测有 ${short(value)} 个线程`,
  processes: (value) => `您预测有 ${short(value)} 个进程`,
  seconds: (value) => `您预测用时 ${short(value)} 秒`,
  gilHeld: (value) => `您预测 GIL 有 ${percent(value)} 的时间被持有`,
  gilWaited: (value) => `您预测线程有 ${percent(value)} 的时间在等待 GIL`,
  handoffsPerSecond: (value) => `您预测 GIL 每秒交接 ${short(value)} 次`
}

/** What was measured, as the second half. */
const was: Record<Figure, (value: number) => string> = {
  cores: (value) => `用到 ${value.toFixed(2)} 个`,
  threads: (value) => `有 ${short(value)} 个`,
  processes: (value) => `有 ${short(value)} 个`,
  seconds: (value) => `用时 ${value.toFixed(2)} 秒`,
  gilHeld: (value) => `是 ${percent(value)}`,
  gilWaited: (value) => `是 ${percent(value)}`,
  handoffsPerSecond: (value) => `交接 ${String(Math.round(value))} 次`
}

/** The same, said alone. */
const measured: Record<Figure, (value: number) => string> = {
  cores: (value) => `实际用到 ${value.toFixed(2)} 个核心。`,
  threads: (value) => `实际有 ${short(value)} 个线程。`,
  processes: (value) => `实际有 ${short(value)} 个进程。`,
  seconds: (value) => `实际用时 ${value.toFixed(2)} 秒。`,
  gilHeld: (value) => `实际上 GIL 有 ${percent(value)} 的时间被持有。`,
  gilWaited: (value) => `实际上线程有 ${percent(value)} 的时间在等待 GIL。`,
  handoffsPerSecond: (value) => `实际上 GIL 每秒交接 ${String(Math.round(value))} 次。`
}

const verdicts: Record<Nearness, string> = {
  right: '和您预测的一样。',
  near: '很接近。',
  far: '出乎意料？看看时间线上发生了什么。'
}

const unmeasured: Record<Unmeasured, string> = {
  brief: '运行时间太短，没有测到。',
  notSeen: '没有观察到这次运行的线程，无从比较。',
  noGil: '这个 Python 没有 GIL，无从比较。',
  notRead: '这里读不到 GIL，无从比较。'
}

const fields: Record<Figure, string> = {
  cores: '平均用到多少个核心',
  threads: '有多少个线程参与',
  processes: '有多少个进程参与',
  seconds: '用时多久',
  gilHeld: 'GIL 被持有的时间占比',
  gilWaited: '线程等待 GIL 的时间占比',
  handoffsPerSecond: 'GIL 交接得多频繁'
}

const units: Record<Figure, string> = {
  ...{ cores: '个核心', threads: '个线程', processes: '个进程', seconds: '秒' },
  ...{ gilHeld: '%', gilWaited: '%', handoffsPerSecond: '次/秒' }
}

export const learningZh: LearningText = {
  prediction: {
    label: (number) => `您对单元格 ${String(number)} 的预测`,
    invite: '运行之前，先说说您的预测',
    private: '答案只保存在这台电脑上，不会写入笔记本。',
    ...{ fields, units, said, measured, verdicts, unmeasured },
    was: (figure, value, isKept) => `${isKept ? '保存的那次运行' : '实际'}${was[figure](value)}`,
    between: '',
    alone: (sentence) => `${sentence}。`,
    compared: (one, other) => `${one}，${other}。`,
    answer: '回答',
    change: '修改',
    cancel: '取消',
    number: '请填一个数，例如 2 或 0.5。',
    share: '请填 0 到 100 之间的数。',
    choose: '请选择一项。',
    runToSee: (number) => `运行单元格 ${String(number)} 来看结果。`,
    runHere: (number) => `运行单元格 ${String(number)}，看看在这台电脑上的结果。`,
    running: (number) => `单元格 ${String(number)} 正在运行…`,
    gone: '这个问题所问的单元格已不在笔记本中。',
    chose: (choice) => `您的回答：${choice}`,
    right: (choice) => `答案是：${choice}`,
    timeline: '查看时间线',
    covered: '回答上面关于这个单元格的问题之后，这里会显示它某次运行的情况。',
    uncover: '现在就看'
  },

  solution: {
    fold: '参考答案（显示）',
    unfold: '参考答案（隐藏）',
    hint: '折叠时不会运行。',
    none: '这份笔记本不含参考答案。'
  },

  check: {
    label: '检查',
    passed: '已通过',
    notYet: '还没有通过：缺什么写在下方。修改您的代码并运行，再运行一次检查。',
    before: '以前通过过'
  },

  handout: {
    title: '讲义',
    about: '发给学习者的笔记本：问题、练习和检查都保持原样。',
    takesOut: '其中去掉：',
    outputs: (cells) => `${String(cells)} 个单元格的输出`,
    solutions: (solutions) => `${String(solutions)} 个参考答案的内容`,
    noSolutions: '没有标记为参考答案的单元格：请给它们加上标签“solution”（单元格菜单，标签）。',
    withoutRuns: (runs) => `同时去掉保存的运行（${String(runs)} 次）`,
    save: '保存讲义…'
  },

  course: {
    title: '课程',
    about:
      '一章一章地读、预测、运行、动手。每一章都会在“文档”里打开您自己的副本；您的回答只保存在这台电脑上。',
    chapters: '章节',
    missing: (why) => `这里没有课程：${why}。`,
    notBegun: '尚未开始',
    questions: ({ done, of }) => `预测 ${String(done)}/${String(of)}`,
    checks: ({ done, of }) =>
      of === 1 ? (done === 1 ? '检查已通过' : '检查未通过') : `检查通过 ${String(done)}/${String(of)}`,
    card: (chapters) => `并发编程，共 ${String(chapters)} 章`,
    cardAbout: '先说会发生什么，再运行，看看实际如何',
    progress: (done, of) => `已完成 ${String(done)}/${String(of)} 章`,
    goOn: (title) => `继续学习“${title}”`,
    afreshOf: (title) => `重新开始“${title}”…`,
    afresh: (title) => `要重新开始“${title}”吗？`,
    afreshMeans: '您会得到本章的一份新副本。现有的副本会改名保留在旁边；其中的回答和已通过的检查将被清除。',
    startAfresh: '重新开始'
  }
}
