import { Center, Loader } from "@mantine/core";
import { Component, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { NotLoaded } from "./lazily";
import { Reload } from "./Reload";

interface Props {
  /** The place that the part takes meanwhile. */
  height?: string;
  children: ReactNode;
}

/** Shows that a part of the console is being loaded, or offers to load the console anew. */
export class Loading extends Component<Props> {
  override state: { failure: unknown } = { failure: null };

  static getDerivedStateFromError(failure: unknown) {
    return { failure };
  }

  override render() {
    const { failure } = this.state;
    if (failure instanceof NotLoaded) return <Reload />;
    // Anything else is a fault of ours, which no loading anew would mend.
    if (failure !== null) throw failure;
    return <Suspense fallback={<Waiting height={this.props.height} />}>{this.props.children}</Suspense>;
  }
}

function Waiting({ height = "60vh" }: { height?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <Center h={height} role="status" aria-label={t("line.starting")}>
      <Loader type="dots" />
    </Center>
  );
}
