/** A member of the staff of the company that runs the graph. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}
