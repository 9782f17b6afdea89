import { PageHeading } from "~/components/settings-section";

export default function Projects() {
  return <PageHeading title="Projects" />;
}
