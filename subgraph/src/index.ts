// One entry for all data sources: compiled once, and every kind of roll shares the handlers of what rolls share.
export * from "./mappings/committee";
export * from "./mappings/electoralRoll";
export * from "./mappings/invitationRoll";
export * from "./mappings/leVote";
export * from "./mappings/openPoll";
export * from "./mappings/poll";
export * from "./mappings/sealedPoll";
export * from "./mappings/tokenRoll";
