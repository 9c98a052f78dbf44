/** The words of what is proposed beside the road, in English. */
export const roadside = {
  roadside: {
    propose: 'Poles, signs, lights',
    running: 'Looking beside the road, {{share}} %',
    done: 'Proposed beside the road: poles {{poles}}, signs {{signs}}, traffic lights {{lights}}. Undo takes them back.',
    noPoses: 'No frame says where the vehicle was: what stands beside the road needs poses.',
    noPoints: 'No frame with a pose has points: there is nothing to look at.',
    nothing: 'No poles, signs or traffic lights were found along the drive.',
    nothingNew: 'All that was found beside the road is there already.',
    failed: 'What stands beside the road could not be proposed: {{why}}',
    stopped: 'Looking beside the road stopped; nothing was changed.',
  },
} as const
