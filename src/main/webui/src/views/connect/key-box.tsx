import { type ChangeEvent, type DragEvent, useRef, useState } from 'react';
import { Button } from '../../ui/button';
import { Field, TextArea } from '../../ui/field';

/** A private key has 4 KiB at most; what is larger is some other file. */
const MAX_BYTES = 16_384;

interface Props {
  value: string;
  error?: string;
  onChange(pem: string): void;
}

/** Takes the private key, pasted, from a file, or dropped. It is kept in memory alone. */
export function KeyBox({ value, error, onChange }: Props) {
  const file = useRef<HTMLInputElement>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  const read = async (chosen: File | undefined) => {
    if (!chosen) {
      return;
    }
    if (chosen.size > MAX_BYTES) {
      setTrouble(`“${chosen.name}” is too large to be a private key.`);
      return;
    }
    setTrouble(null);
    onChange(await chosen.text());
  };

  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    void read(event.target.files?.[0]);
    // Else the same file cannot be chosen again.
    event.target.value = '';
  };

  const drop = (event: DragEvent) => {
    event.preventDefault();
    void read(event.dataTransfer.files[0]);
  };

  return (
    <Field
      label="Private key"
      hint="Paste it, drop its file here, or choose the file that Kalshi gave you."
      error={trouble ?? error}
    >
      {(box) => (
        <>
          <TextArea
            {...box}
            name="private-key"
            rows={4}
            required
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            spellCheck={false}
            value={value}
            placeholder="-----BEGIN RSA PRIVATE KEY-----"
            onChange={(event) => onChange(event.target.value)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={drop}
            className="resize-none font-mono text-xs break-all [&:not(:placeholder-shown)]:[-webkit-text-security:disc]"
          />
          <input
            ref={file}
            type="file"
            accept=".key,.pem,.txt"
            onChange={choose}
            hidden
            aria-label="Key file"
          />
          <Button className="self-start" onClick={() => file.current?.click()}>
            Choose a file
          </Button>
        </>
      )}
    </Field>
  );
}
