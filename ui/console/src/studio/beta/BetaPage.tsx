import { BetaList } from "./BetaList";
import { BetaTestPage } from "./BetaTestPage";

/** Tests with people who have never seen the answers: all of them, or the one that the address names. */
export default function BetaPage({ rest }: { rest: string }) {
  return rest ? <BetaTestPage key={rest} id={rest} /> : <BetaList />;
}
