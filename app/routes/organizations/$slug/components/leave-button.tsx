import { ConfirmButton } from "~/components/confirm-button";

/** Asks first, and then one is out. */
export function LeaveButton({ size }: { size?: "sm" }) {
  return (
    <ConfirmButton
      label="Leave organization"
      question="Leave this organization?"
      consequence="You lose everything in it at once, and open invitations that you sent are cancelled. To come back, somebody has to add or invite you."
      keep="Stay"
      name="intent"
      value="leave"
      size={size}
    />
  );
}
