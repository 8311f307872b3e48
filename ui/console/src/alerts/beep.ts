let context: AudioContext | null = null;

/** Two soft notes. A browser plays them once the agent has clicked somewhere. */
export function beep(): void {
  context ??= new AudioContext();
  void context.resume();
  note(context, 660, 0);
  note(context, 880, 0.12);
}

/** One note: frequency in hertz, start in seconds from now. */
function note(audio: AudioContext, frequency: number, start: number): void {
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  const from = audio.currentTime + start;
  oscillator.frequency.value = frequency;
  volume.gain.setValueAtTime(0.0001, from);
  volume.gain.exponentialRampToValueAtTime(0.12, from + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.25);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(from);
  oscillator.stop(from + 0.3);
}
