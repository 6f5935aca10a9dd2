export {
  handleAdmitted,
  handleGroupOpened,
  handleJoined,
  handleOrganiserChanged,
  handleOrganiserProposed,
  handleRegisterDeclared,
  handleRemovalAnnounced,
  handleRemovalWithdrawn,
  handleRemoved,
} from "./electoralRoll";
