/** Two soft notes, a fifth apart: their pitch, Hz, and when each begins, s. */
const NOTES = [
  { pitch: 587.33, from: 0 },
  { pitch: 880, from: 0.13 },
] as const;
const LASTS_S = 0.32;
const LOUD = 0.07;

let context: AudioContext | null = null;

/**
 * Sounds a short soft tone, made here: no file is loaded. Silent until the person has clicked or typed in this page, as browsers demand.
 *
 * @returns whether it sounds
 */
export function chime(): boolean {
  if (!navigator.userActivation.hasBeenActive) return false;
  try {
    context ??= new AudioContext();
    void context.resume();
    const now = context.currentTime + 0.03;
    for (const { pitch, from } of NOTES) note(context, pitch, now + from);
    return true;
  } catch {
    // No sound card, or none that is free.
    return false;
  }
}

function note(on: AudioContext, pitch: number, at: number): void {
  const tone = on.createOscillator();
  const volume = on.createGain();
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUD, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + LASTS_S);
  tone.connect(volume).connect(on.destination);
  tone.start(at);
  tone.stop(at + LASTS_S);
}
