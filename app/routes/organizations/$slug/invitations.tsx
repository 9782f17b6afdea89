import { PageHeading } from "~/components/settings-section";

export default function Invitations() {
  return <PageHeading title="Invitations" />;
}
