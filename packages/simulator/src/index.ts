export {
  type SimulatedClip,
  type SimulatedFrame,
  type SimulatedImageSource,
  type SimulatedSweepSource,
  type SimulationOptions,
  simulateClip,
} from './clip.ts'
export type { Fault, FaultKind } from './faults/fault.ts'
export { LIDAR_NAMES, type LidarName } from './lidar/lidarModel.ts'
export { between, createRandom, type Random } from './random.ts'
export {
  type GroundMoment,
  type GroundRecording,
  groundRecording,
} from './roadNetwork/groundRecording.ts'
export type { NetworkBoundary, NetworkLane, RoadNetwork } from './roadNetwork/network.ts'
export { type TrainingCuboid, type TrainingSweep, trainingSweep } from './training/trainingSweep.ts'
