import '../texts'

export { CurrentTasks, TasksHere } from './current-tasks'
export { MyProposals } from './my-proposals'
export { ProposalInbox } from './proposal-inbox'
export { SegmentTasks } from './segment-tasks'
export { TasksToggle } from './tasks-toggle'
