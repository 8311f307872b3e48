export function desktopPossible(): boolean {
  return "Notification" in window;
}

/** Asks the browser; only ever after a click. */
export async function allowDesktop(): Promise<boolean> {
  if (!desktopPossible()) return false;
  return (await Notification.requestPermission()) === "granted";
}

/** Shows a notification outside the browser; a click brings the agent there. */
export function showOnDesktop(title: string, body: string, open: () => void): void {
  if (!desktopPossible() || Notification.permission !== "granted") return;
  const notification = new Notification(title, { body, icon: "/console/icon.svg", tag: title });
  notification.onclick = () => {
    window.focus();
    open();
    notification.close();
  };
}
