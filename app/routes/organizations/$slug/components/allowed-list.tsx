/** What a role may do, in words. */
export function AllowedList({ allowed }: { allowed: { label: string; actions: string }[] }) {
  if (allowed.length === 0)
    return <p className="text-sm text-muted-foreground">Nothing beyond being a member.</p>;
  return (
    <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
      {allowed.map(({ label, actions }) => (
        <div key={label} className="flex flex-wrap gap-x-2">
          <dt className="font-medium">{label}</dt>
          <dd className="text-muted-foreground">{actions}</dd>
        </div>
      ))}
    </dl>
  );
}
