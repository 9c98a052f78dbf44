import type { Client } from '../wire.ts'
import type { ProjectServer } from './projectServer.ts'

/** What the server of this page answers about projects and who does what. */
export function connectProjects({ project, queue }: Client): ProjectServer {
  return {
    listProjects: () => project.list.query(),
    readProject: (projectId) => project.read.query({ projectId }),
    projectOf: async (clipId) => (await project.ofClip.query({ clipId })).project,
    makeProject: async (name) => (await project.make.mutate({ name })).projectId,
    changeProject: (projectId, values) =>
      project.change.mutate({ projectId, ...(values as object) }),
    readTerms: (projectId) => project.terms.query({ projectId }),
    changeTerms: (projectId, terms) => project.changeTerms.mutate({ projectId, ...terms }),
    changeModel: (batchId, model) => project.changeModel.mutate({ batchId, model }),
    listTerms: () => project.clipTerms.query(),
    makeBatch: async (projectId, name) =>
      (await project.makeBatch.mutate({ projectId, name })).batchId,
    fillBatch: (batchId, clipIds) => project.fillBatch.mutate({ batchId, clipIds: [...clipIds] }),
    listPlanting: () => project.planting.query(),
    plantAgain: (batchId) => project.plantAgain.mutate({ batchId }),
    listQueue: () => queue.list.query(),
    takeNext: async () => (await queue.takeNext.mutate()).task,
    hold: (taskId) => queue.hold.mutate({ taskId }),
    release: (taskId) => queue.release.mutate({ taskId }),
    assign: (taskId, personId) => queue.assign.mutate({ taskId, personId }),
    split: async (taskId, atFrame) => {
      await queue.split.mutate({ taskId, atFrame })
    },
  }
}
