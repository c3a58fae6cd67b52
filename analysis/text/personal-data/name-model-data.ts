export const nameModelData = { scale: 1, packed: '' } as const;
