import { PageHeading } from "~/components/settings-section";

export default function Settings() {
  return <PageHeading title="Settings" />;
}
